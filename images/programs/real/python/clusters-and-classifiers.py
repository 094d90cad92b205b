# Fits a regression, a classifier, clusters and a tree to made-up data (needs: scikit-learn, numpy, scipy).
import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier, export_text

# Points around three centres on a fixed pattern: far apart, so that every method must tell them.
angles = np.arange(40) * 2.399963
ring = np.column_stack([np.cos(angles), np.sin(angles)]) * np.sqrt(np.arange(40) / 40)[:, None]
centres = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 20.0]])
points = np.vstack([ring + centre for centre in centres])
labels = np.repeat([0, 1, 2], 40)

found = AgglomerativeClustering(n_clusters=3).fit_predict(points)
means = [points[found == number].mean(axis=0).round(0) + 0.0 for number in range(3)]
print("centres:", sorted(mean.tolist() for mean in means))
print("cluster sizes:", np.bincount(found).tolist())

train_x, test_x, train_y, test_y = train_test_split(points, labels, test_size=0.25, random_state=1, stratify=labels)
for model in (make_pipeline(StandardScaler(), LogisticRegression()), DecisionTreeClassifier(max_depth=2, random_state=0)):
    predicted = model.fit(train_x, train_y).predict(test_x)
    print(type(model).__name__, accuracy_score(test_y, predicted), confusion_matrix(test_y, predicted).diagonal().tolist())
print("leaves:", export_text(model, feature_names=["x", "y"]).count("class:"))

x = np.arange(20.0).reshape(-1, 1)
line = LinearRegression().fit(np.hstack([x, x**2]), 3 + 2 * x[:, 0] - 0.5 * x[:, 0] ** 2)
print(f"3 + 2x - 0.5x²: {line.intercept_:.3f} {line.coef_[0]:.3f} {line.coef_[1]:.3f}")

pca = PCA(n_components=2).fit(np.column_stack([x, 2 * x, -x]))
print("explained by the first component:", f"{pca.explained_variance_ratio_[0]:.4f}", np.abs(pca.components_[0] * np.sqrt(6)).round(4).tolist())

words = CountVectorizer().fit(["Öl und Äpfel", "Äpfel und Birnen und Öl"])
print(words.get_feature_names_out().tolist(), words.transform(["Birnen Birnen Öl"]).toarray().tolist())
