import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.math.LongMath;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;

public class Main {
    record Matrix(double[][] rows) {
    }

    public static void main(String[] args) throws Exception {
        var matrix = new ObjectMapper().readValue("{\"rows\": [[2, 1], [1, 4]]}", Matrix.class);
        double determinant = new LUDecomposition(new Array2DRowRealMatrix(matrix.rows())).getDeterminant();
        System.out.println(Math.round(determinant) + " " + LongMath.factorial(20));
    }
}
